{
  description = "Greets";

  inputs.words = {
    url = "path:../words";
    flake = false;
  };

  outputs =
    { self, words }:
    {
      lib.greet = name: builtins.readFile "${words}/greeting.txt" + " " + name;
    };
}
