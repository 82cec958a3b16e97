"""The screens of data protection: what is to be erased before its time, and what stays under a legal hold."""
