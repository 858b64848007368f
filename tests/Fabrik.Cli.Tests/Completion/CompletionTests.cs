using Fabrik.Cli.Tests.Support;

namespace Fabrik.Cli.Tests.Completion;

/// <summary>The scripts in the shells they are for; a shell that is not installed is skipped with that reason.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly TestCli _cli = new();

    public CompletionTests() => File.CreateSymbolicLink(Path.Combine(_cli.Folder.FullName, "fabrik"), BuiltProgram.Path);

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("fabrik ru", "runs")]
    [InlineData("fabrik runs li", "list")]
    [InlineData("fabrik runs list --sta", "--status")]
    [InlineData("fabrik runs list --status fa", "failed")]
    [InlineData("fabrik completion z", "zsh")]
    public async Task Bash_completes_a_word(string line, string word) => Assert.Equal([word], await BashAsync(line));

    [Fact]
    public async Task Bash_offers_every_verb_of_a_group() =>
        Assert.Subset((await BashAsync("fabrik runs ")).ToHashSet(StringComparer.Ordinal), new HashSet<string>(["export", "list", "show", "tail"], StringComparer.Ordinal));

    [Fact]
    public async Task Fish_completes_a_word()
    {
        Skip("fish");
        var script = (await _cli.RunAsync("completion", "fish")).Out;
        var file = _cli.File("fabrik.fish", script);
        var result = await BuiltProgram.RunAsync("fish", _cli.Folder.FullName, "--no-config", "-c", $"source {file}; complete -C 'fabrik runs li'");
        Assert.True(result.Out.StartsWith("list", StringComparison.Ordinal), result.ToString());
    }

    [Fact]
    public async Task Zsh_accepts_the_script()
    {
        Skip("zsh");
        var file = _cli.File("_fabrik", (await _cli.RunAsync("completion", "zsh")).Out);
        var result = await BuiltProgram.RunAsync("zsh", _cli.Folder.FullName, "-f", "-c", $"autoload -U compinit; compinit -D -u; source {file}; print $_comps[fabrik]");
        Assert.True(result.Out.Trim() == "_fabrik", result.ToString());
    }

    private async Task<string[]> BashAsync(string line)
    {
        var words = line.Split(' ');
        var script = $"""
            source <(fabrik completion bash)
            COMP_WORDS=({string.Join(' ', words.Select(w => $"'{w}'"))}); COMP_CWORD={words.Length - 1}; COMP_LINE='{line}'; COMP_POINT={line.Length}
            _fabrik
            printf '%s\n' "${"{COMPREPLY[@]}"}"
            """;
        var result = await BuiltProgram.RunAsync("bash", _cli.Folder.FullName, "--norc", "-c", script);
        Assert.True(result.Code == 0 && result.Error.Length == 0, result.ToString());
        return [.. result.Lines.Where(l => l.Length > 0)];
    }

    private static void Skip(string shell) => Assert.SkipUnless(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(d => File.Exists(Path.Combine(d, shell))), $"{shell} is not installed");
}
