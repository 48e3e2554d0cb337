"""Turns a checked build into what people open: the published file, the docs page, the summary in the terminal.

Reads only what dbt built and tested; finds, decides or corrects no fact.
"""
