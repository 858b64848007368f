using System.Globalization;
using System.Runtime.InteropServices;

namespace Fabrik.Bench.Results;

internal sealed record Machine
{
    public required string Cpu { get; init; }

    public required int Cores { get; init; }

    public required string Memory { get; init; }

    public required string Os { get; init; }

    public required string Kernel { get; init; }

    public required string Runtime { get; init; }

    public static Machine This() => new()
    {
        Cpu = Value("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Cores = Environment.ProcessorCount,
        Memory = $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024):F1} GiB",
        Os = Value("/etc/os-release", "PRETTY_NAME", '=')?.Trim('"') ?? RuntimeInformation.OSDescription,
        Kernel = Environment.OSVersion.Version.ToString(),
        Runtime = RuntimeInformation.FrameworkDescription,
    };

    /// <summary>The load average over the last minute.</summary>
    public static double Load() =>
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    private static string? Value(string file, string key, char separator = ':') => File.Exists(file)
        ? File.ReadLines(file)
            .Where(l => l.StartsWith(key, StringComparison.Ordinal))
            .Select(l => l[(l.IndexOf(separator, StringComparison.Ordinal) + 1)..].Trim())
            .FirstOrDefault()
        : null;
}
