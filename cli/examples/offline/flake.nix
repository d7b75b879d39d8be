{
  description = "A flake whose inputs all lie beside it: it can be locked without a network";

  inputs = {
    # A directory that is not a flake.
    words = {
      url = "path:./words";
      flake = false;
    };

    # A flake with an input of its own, which is to be the same as ours.
    greeter = {
      url = "path:./greeter";
      inputs.words.follows = "words";
    };
  };

  outputs =
    { self, words, greeter }:
    {
      greeting = greeter.lib.greet (builtins.readFile "${words}/name.txt");
    };
}
