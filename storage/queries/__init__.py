"""Named queries, by topic. SQL stands here and in the modules beside, nowhere else."""
