"""What the benchmarks share: labelled sets, scores, runs of this project and of the systems it is measured against."""
