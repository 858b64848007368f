// The common options are shared by every command tree, as they are in the program, where there is one tree.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
