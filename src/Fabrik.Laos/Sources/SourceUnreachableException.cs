namespace Fabrik.Laos.Sources;

/// <summary>A backend could not be reached, refused the caller, or answered what it should not.</summary>
/// <param name="what">One sentence: URL, what was tried, how long.</param>
/// <param name="help">What to do next.</param>
public sealed class SourceUnreachableException(string source, string what, string? help = null, Exception? inner = null) : Exception(what, inner)
{
    public string Backend { get; } = source;

    public string? Help { get; } = help;
}
