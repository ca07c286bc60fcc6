"""更正、中止、撤销: what changes in a matter after it was issued, without losing what was."""
