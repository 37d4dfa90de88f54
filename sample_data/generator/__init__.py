"""The sample-data generator: one module a subject, `full.py` and `scale.py` put them together."""
