{ pkgs, ... }:
{
  home.packages = [ pkgs.ripgrep ];
  programs.git.enable = true;
  home.stateVersion = "25.05";
}
