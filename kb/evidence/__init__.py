"""From evidence items to a verdict: intervals, standing, shared patients, the rule."""
