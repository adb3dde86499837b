"""What clinicians say of texts: signed or to be changed, each for exactly the words that they read."""
