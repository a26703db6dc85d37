"""Figures, as ratios against a baseline of the same run: machines are shared and noisy."""
