namespace Fabrik.Laos.Checks;

/// <summary>
/// The environment under the names that agent loops use: <c>${RalphRunId}</c>, <c>${RALPH_RUN_ID}</c> and <c>${FabrikRunId}</c> are one thing,
/// found wherever any of its variables is set. A variable set under the very name asked for comes first.
/// </summary>
/// <param name="environment">Null or empty for what is not set.</param>
/// <param name="run">The run that the command line names: it stands for every variable of a run id.</param>
public sealed class ScopeVariables(Func<string, string?> environment, string? run = null)
{
    private static readonly string[] Loops = ["", "RALPH_", "FABRIK_", "SMITHERS_"];
    private static readonly string[] Nouns = ["RUN_ID", "AGENT", "ENV"];

    public string? Find(string name)
    {
        var noun = Nouns.FirstOrDefault(n => Loops.Any(loop => Same(name, loop + n)));
        if (noun is null) return NotEmpty(environment(name));
        if (noun == "RUN_ID" && run is not null) return run;
        return NotEmpty(environment(name))
            ?? Loops.Select(loop => loop + noun).OrderByDescending(variable => Same(name, variable)).Select(environment).FirstOrDefault(value => !string.IsNullOrEmpty(value));
    }

    private static bool Same(string name, string variable) =>
        string.Equals(name.Replace("_", "", StringComparison.Ordinal), variable.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    private static string? NotEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
