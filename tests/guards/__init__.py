"""Are our own rules kept?"""
