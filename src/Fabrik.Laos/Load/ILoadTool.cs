namespace Fabrik.Laos.Load;

/// <summary>One load tool: how it is found, started and read. Pure; <see cref="LoadRunner"/> does the rest.</summary>
public interface ILoadTool
{
    /// <summary>As <c>--tool</c> names it.</summary>
    string Name { get; }

    /// <summary>Names its program may have, best first.</summary>
    IReadOnlyList<string> Programs { get; }

    /// <summary>What to do when it is not there.</summary>
    string Install { get; }

    /// <summary>Arguments that make it say its version and options.</summary>
    IReadOnlyList<string> ProbeArguments { get; }

    /// <param name="program">Absolute path.</param>
    /// <param name="said">What it answered to <see cref="ProbeArguments"/>.</param>
    ToolProbe Probe(string program, string said);

    /// <summary>The script that decides what is sent; null where a URL says it all.</summary>
    string? Script(string target, IReadOnlyList<string> arguments);

    /// <param name="folder">Absolute path of a folder for this run alone, where the command's files are put.</param>
    LoadCommand Command(LoadPlan plan, ToolProbe probe, string folder);

    LoadReading Read(LoadPlan plan, LoadCommand command, ToolExit exit);
}
