using Fabrik.Stories.Tests.Support;

// Stories mostly wait for evidence to arrive: more of them than cores may wait at once.
[assembly: CollectionBehavior(MaxParallelThreads = 6)]
[assembly: AssemblyFixture(typeof(Shop))]
