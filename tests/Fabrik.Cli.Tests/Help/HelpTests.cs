using System.CommandLine;
using Fabrik.Cli.Terminal;
using Fabrik.Cli.Tests.Support;
using Fabrik.Cli.Verbs;
using Fabrik.Testing;

namespace Fabrik.Cli.Tests.Help;

public sealed class HelpTests
{
    public static TheoryData<string> Verbs
    {
        get
        {
            using var cli = new TestCli();
            return [.. Paths(VerbTable.Create(cli.Environment(TextWriter.Null, TextWriter.Null)), "")];
        }
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_verb_has_the_help_on_file(string verb)
    {
        using var cli = new TestCli { Width = 80 };
        var result = await cli.RunAsync([.. Words(verb), "--help"]);

        Assert.Equal(0, result.Code);
        Assert.Empty(result.Error);
        Golden.Match($"{(verb.Length == 0 ? "fabrik" : verb.Replace(' ', '-'))}.txt", result.Out);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Meanings_keep_to_the_width(string verb)
    {
        foreach (var width in (int[])[60, 80, 120])
        {
            using var cli = new TestCli { Width = width };
            var result = await cli.RunAsync([.. Words(verb), "-h"]);

            // An example is one line, to be copied whole; so is the usage.
            var wide = result.Lines.Where(l => DisplayWidth.Of(l) > width && !l.Contains("fabrik ", StringComparison.Ordinal));
            Assert.Empty(wide);
        }
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_verb_says_its_purpose_and_has_examples_that_name_it(string verb)
    {
        using var cli = new TestCli();
        var root = VerbTable.Create(cli.Environment(TextWriter.Null, TextWriter.Null));
        if (verb.Length == 0) return;

        var command = Assert.IsType<Verb>(Words(verb).Aggregate((Command)root, (at, word) => at.Subcommands.Single(c => c.Name == word)), exactMatch: false);
        Assert.False(string.IsNullOrWhiteSpace(command.Description));
        Assert.True(command.Examples.Count >= 2, $"{verb} has {command.Examples.Count} examples");
        Assert.All(command.Examples, e => Assert.Contains($"fabrik {verb}", e.Command, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_at_all_shows_the_help()
    {
        using var cli = new TestCli();
        Assert.Equal((await cli.RunAsync("--help")).Out, (await cli.RunAsync()).Out);
    }

    private static IEnumerable<string> Paths(Command command, string path) =>
        command.Subcommands.SelectMany(c => Paths(c, $"{path} {c.Name}".Trim())).Prepend(path);

    private static string[] Words(string verb) => verb.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
