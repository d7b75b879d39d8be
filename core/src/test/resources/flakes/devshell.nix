{
  description = "A development shell for several systems";

  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
    flake-utils.url = "github:numtide/flake-utils";
    rust-overlay = {
      url = "github:oxalica/rust-overlay";
      inputs.nixpkgs.follows = "nixpkgs";
    };
    # Kept for old releases.
    flake-compat = { url = "github:edolstra/flake-compat"; flake = false; };
  };

  outputs = { self, nixpkgs, flake-utils, rust-overlay, ... }@inputs:
    flake-utils.lib.eachDefaultSystem (system:
      let
        overlays = [ (import rust-overlay) ];
        pkgs = import nixpkgs { inherit system overlays; };
        toolchain = pkgs.rust-bin.fromRustupToolchainFile ./rust-toolchain.toml;
      in
      {
        packages.default = pkgs.rustPlatform.buildRustPackage rec {
          pname = "example";
          version = "0.1.${toString (self.lastModified or 0)}";
          src = ./.;
          cargoLock.lockFile = ./Cargo.lock;
          meta = with pkgs.lib; { license = licenses.mit; platforms = platforms.unix; };
        };

        devShells.default = pkgs.mkShell {
          buildInputs = with pkgs; [ toolchain openssl pkg-config ] ++ lib.optionals stdenv.isDarwin [ libiconv ];
          shellHook = ''
            export RUST_LOG=''${RUST_LOG:-info}
            echo "''${0} in ${toolchain}" | tr a-z 'A-Z'
          '';
        };

        checks = { inherit (self.packages.${system}) default; };
      });
}
