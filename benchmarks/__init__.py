"""Speed and memory of carbonsim, and of its peers on the same problems, as ratios in one run."""
