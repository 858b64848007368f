namespace Fabrik.Laos.Sources.Pyroscope;

/// <summary><c>name:sampleType:sampleUnit:periodType:periodUnit</c>, e.g. <c>process_cpu:cpu:nanoseconds:cpu:nanoseconds</c>.</summary>
internal static class ProfileType
{
    private const string Usual = "process_cpu:cpu:nanoseconds:cpu:nanoseconds";

    /// <summary>The type that measures CPU time; null when there is none.</summary>
    public static string? Cpu(IReadOnlyList<string> types) => types.Contains(Usual) ? Usual : types.FirstOrDefault(t => Part(t, 1) == "cpu");

    public static string Unit(string type) => Part(type, 2) ?? "samples";

    private static string? Part(string type, int index) => type.Split(':') is var parts && parts.Length > index ? parts[index] : null;
}
