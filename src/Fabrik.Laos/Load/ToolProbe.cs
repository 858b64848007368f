namespace Fabrik.Laos.Load;

/// <summary>The tool as it is on this machine.</summary>
/// <param name="Name">What it turned out to be: <c>wrk2</c> and <c>wrk</c> share a program's name.</param>
/// <param name="Program">Absolute path.</param>
/// <param name="Version">Null when it does not say.</param>
public sealed record ToolProbe(string Name, string Program, string? Version)
{
    /// <summary>The first number of the version; null when there is none.</summary>
    public string? Major => Version?.Split('.')[0];
}
