namespace Fabrik.Cli.Verbs;

/// <summary>A word that only holds other verbs.</summary>
internal sealed class VerbGroup : Verb
{
    public VerbGroup(string name, string purpose, params Verb[] verbs)
        : base(name, purpose, [.. verbs.SelectMany(v => v.Examples.Take(1))])
    {
        foreach (var verb in verbs) Subcommands.Add(verb);
    }
}
