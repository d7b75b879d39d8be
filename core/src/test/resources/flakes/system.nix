/* A machine, with its
   users. */
{
  inputs.nixpkgs.url = "nixpkgs/nixos-24.11";
  inputs."home-manager" = {
    type = "github";
    owner = "nix-community";
    repo = "home-manager";
    inputs = { nixpkgs.follows = "nixpkgs"; };
  };
  inputs.secrets = { url = "git+ssh://git@example.org/secrets?shallow=1"; flake = false; };
  inputs.self.submodules = true;

  nixConfig = {
    extra-substituters = [ "https://cache.example.org" ];
    extra-trusted-public-keys = [ "cache.example.org-1:AAAA=" ];
    accept-flake-config = false;
    connect-timeout = 5;
  };

  outputs = inputs: let
    lib = inputs.nixpkgs.lib;
    hosts = lib.filterAttrs (_: type: type == "directory") (builtins.readDir ./hosts);
    ports = map (n: 8000 + n * 2 - 1) [ 1 2 3 ];
    big = a: b: if a >= b && !(a == b) || a > 1.5e3 then a // b else assert a != null; -b;
  in {
    nixosConfigurations = lib.mapAttrs (name: _: lib.nixosSystem {
      system = "x86_64-linux";
      specialArgs = { inherit inputs name; };
      modules = [
        (./hosts + "/${name}")
        ./modules/${name}.nix
        <nixos-hardware/common>
        ({ config, pkgs ? import <nixpkgs> { }, ... }: {
          networking.firewall.allowedTCPPorts = ports;
          users.users."${config.owner or "nobody"}".isNormalUser = config ? owner.name -> true;
        })
      ];
    }) hosts;
  };
}
