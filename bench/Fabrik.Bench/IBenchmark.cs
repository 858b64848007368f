using Fabrik.Bench.Results;

namespace Fabrik.Bench;

/// <summary>One benchmark. It may give several rows; their names start with its own.</summary>
internal interface IBenchmark
{
    string Name { get; }

    Task<IReadOnlyList<Measurement>> RunAsync(Sizes sizes);
}
