package io.wick;

/** Which of the devices that backends of numeric kernels find a node offers as its GPUs. */
public enum Devices {
    /** Graphics processors. */
    GPUS,
    /**
     * All, also drivers that use the CPUs (PoCL) and accelerators: to try out what asks for GPUs
     * where there is none.
     */
    ALL,
    /**
     * None: they are not even looked for when the node starts. A kernel that runs there looks for
     * them then.
     */
    NONE
}
