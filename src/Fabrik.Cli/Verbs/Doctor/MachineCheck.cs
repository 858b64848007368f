namespace Fabrik.Cli.Verbs.Doctor;

/// <summary>One thing that Fabrik uses of the machine.</summary>
/// <param name="Found">What is there, e.g. a version; null when it is missing.</param>
/// <param name="Required">Whether `fabrik serve` needs it.</param>
/// <param name="For">What it is for.</param>
/// <param name="Remedy">The command that would provide it.</param>
internal sealed record MachineCheck(string Name, string? Found, bool Required, string For, string Remedy)
{
    public bool Ok => Found is not null;
}
