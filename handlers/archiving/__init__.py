"""全年案卷: asked for, gathered, sent."""
