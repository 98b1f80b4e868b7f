"""Predictions for measurement, floors that gate the build, speed."""
