"""The built-in engine's lines: which sentences, how short, who "he" is, and that they fit."""
