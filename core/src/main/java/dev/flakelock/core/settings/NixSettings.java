package dev.flakelock.core.settings;

/**
 * Every setting of Nix 2.34.8 on Linux and macOS, a line for each: its name, how its command line flag works ({@code
 * switch}: {@code --name} and {@code --no-name}; {@code value}: {@code --name VALUE}; {@code list}: also {@code
 * --extra-name VALUE}), and its other names. Those that begin with {@code flakelock-} are our own.
 *
 * <p>In a class and not in a file beside it, as opening a jar once more costs ten milliseconds of each start.
 */
final class NixSettings {

    static final String LINES = """
            abort-on-warn switch
            accept-flake-config switch
            access-tokens list
            allow-dirty switch
            allow-dirty-locks switch
            allow-import-from-derivation switch
            allow-new-privileges switch
            allow-symlinked-store switch
            allow-unsafe-native-code-during-evaluation switch
            allowed-impure-host-deps value
            allowed-uris list
            allowed-users list
            always-allow-substitutes switch
            auto-allocate-uids switch
            auto-optimise-store switch
            bash-prompt value
            bash-prompt-prefix value
            bash-prompt-suffix value
            build-dir value
            build-hook list
            build-poll-interval value
            build-users-group value
            builders value
            builders-use-substitutes switch
            commit-lock-file-summary value commit-lockfile-summary
            compress-build-log switch build-compress-log
            connect-timeout value
            cores value build-cores
            darwin-log-sandbox-violations switch
            debugger-on-trace switch
            debugger-on-warn switch
            diff-hook value
            download-attempts value
            download-buffer-size value
            download-speed value
            eval-attrset-update-layer-rhs-threshold value
            eval-cache switch
            eval-profile-file value
            eval-profiler value
            eval-profiler-frequency value
            eval-system value
            experimental-features list
            external-builders value
            extra-platforms list
            fallback switch build-fallback
            filter-syscalls switch
            flake-registry value
            flakelock-max-download value
            flakelock-max-files value
            flakelock-max-tree value
            fsync-metadata switch
            fsync-store-paths switch
            gc-reserved-space value
            hashed-mirrors list
            http-connections value binary-caches-parallel-connections
            http2 switch
            id-count value
            ignore-try switch
            ignored-acls list
            impersonate-linux-26 switch build-impersonate-linux-26
            impure-env list
            json-log-path value
            keep-build-log switch build-keep-log
            keep-derivations switch gc-keep-derivations
            keep-env-derivations switch env-keep-derivations
            keep-failed switch
            keep-going switch
            keep-outputs switch gc-keep-outputs
            lint-absolute-path-literals value
            lint-short-path-literals value
            lint-url-literals value
            log-lines value
            max-build-log-size value build-max-log-size
            max-call-depth value
            max-free value
            max-jobs value build-max-jobs
            max-silent-time value build-max-silent-time
            max-substitution-jobs value substitution-max-jobs
            min-free value
            min-free-check-interval value
            nar-buffer-size value
            narinfo-cache-meta-ttl value
            narinfo-cache-negative-ttl value
            narinfo-cache-positive-ttl value
            netrc-file value
            nix-path list
            nix-shell-always-looks-for-shell-nix switch
            nix-shell-shebang-arguments-relative-to-script switch
            plugin-files value
            post-build-hook value
            pre-build-hook value
            preallocate-contents switch
            print-missing switch
            pure-eval switch
            require-drop-supplementary-groups switch
            require-sigs switch
            restrict-eval switch
            run-diff-hook switch
            sandbox switch build-use-chroot build-use-sandbox
            sandbox-build-dir value
            sandbox-dev-shm-size value
            sandbox-fallback switch
            sandbox-paths list build-chroot-dirs build-sandbox-paths
            secret-key-files list
            show-trace switch
            ssl-cert-file value
            stalled-download-timeout value
            start-id value
            store value
            substitute switch build-use-substitutes
            substituters list binary-caches
            sync-before-registering switch
            system value
            system-features list
            tarball-ttl value
            timeout value build-timeout
            trace-function-calls switch
            trace-import-from-derivation switch
            trace-verbose switch
            trust-tarballs-from-git-forges switch
            trusted-public-keys list binary-cache-public-keys
            trusted-substituters list trusted-binary-caches
            trusted-users list
            upgrade-nix-store-path-url value
            use-case-hack switch
            use-cgroups switch
            use-registries switch
            use-sqlite-wal switch
            use-xdg-base-directories switch
            user-agent-suffix value
            warn-dirty switch
            warn-large-path-threshold value
            warn-short-path-literals switch""";

    private NixSettings() {}
}
