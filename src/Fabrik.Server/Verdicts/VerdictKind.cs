namespace Fabrik.Server.Verdicts;

/// <summary>The judges whose reports this server can read.</summary>
internal static class VerdictKind
{
    public const string Lint = "laos.lint";

    public static IReadOnlyList<string> All { get; } = [Lint];
}
