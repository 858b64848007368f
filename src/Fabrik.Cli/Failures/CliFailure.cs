using Fabrik.Core.Verdicts;

namespace Fabrik.Cli.Failures;

/// <summary>The verb can't do what was asked, for a reason the caller can act on.</summary>
/// <param name="help">The next step; null where there is none.</param>
internal sealed class CliFailure(ExitCode code, string message, string? help = null) : Exception(message)
{
    public ExitCode Code => code;

    public string? Help => help;
}
