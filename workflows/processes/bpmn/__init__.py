"""Processes as files of BPMN 2.0: written for other tools, read back without loss, taken from others as far as it goes.

``writing.as_bpmn`` and ``reading.from_bpmn`` are all that others need.
"""
