using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Laos.Sources;

/// <summary>
/// A sentinel written into a pipeline after a run's load ended. Once it can be found, what was accepted before it can be found too.
/// It carries the run's id but a service of its own, <see cref="Service"/>, which is left out of every result.
/// </summary>
/// <param name="Token">Unique.</param>
public sealed record Fence(RunId Run, string Token, UnixTime At)
{
    public const string Service = "fabrik-fence";
}
