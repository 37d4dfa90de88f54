def write_scale(*a):
    raise NotImplementedError
