# What the scenarios use: $M is the directory of the machine, where they start.
exec 2>&1

flakelock() { "$FLAKELOCK" "$@"; }

# placeless COMMAND...: hides commits, where they depend on the place of the machine
placeless() {
    "$@" > "$M/said" 2>&1
    status=$?
    sed 's/rev=[0-9a-f]\{40\}/rev=…/' "$M/said"
    return $status
}

# commit NAME [SECONDS]: everything in the repository, at a time that decides about the hash
commit() {
    git -C "$M/$1" add --all
    GIT_AUTHOR_DATE="${2-1700000000} +0000" GIT_COMMITTER_DATE="${2-1700000000} +0000" \
        git -C "$M/$1" commit --quiet -m one
}

# repository NAME...: makes directories into git repositories with one commit
repository() {
    for name in "$@"; do
        git -C "$M/$name" init --quiet --initial-branch=main
        commit "$name"
    done
}

# flake NAME [INPUTS]: writes a flake.nix
flake() {
    mkdir -p "$M/$1"
    printf '{\n%s  outputs = _: { };\n}\n' "${2:+  $2
}" > "$M/$1/flake.nix"
}

# registry ID...: what the flake registry knows, each in the repository of that name
registry() {
    entries=
    for id in "$@"; do
        entries="$entries${entries:+,}{\"from\":{\"type\":\"indirect\",\"id\":\"$id\"},\"to\":{\"type\":\"git\",\"url\":\"file://$M/$id\"}}"
    done
    printf '{"version":2,"flakes":[%s]}' "$entries" > "$M/flake-registry.json"
}

# aged PATH...: gives files and directories one time
aged() { find "$@" -exec touch -h -d @1700000000 {} +; }

