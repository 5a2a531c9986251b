"""The whole map as values: the site, the rules that hold, which fact wins, whom to call."""
