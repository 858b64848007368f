using System.Globalization;
using System.Text;
using Fabrik.Cli.Tests.Support;
using Fabrik.Core.Runs;

namespace Fabrik.Cli.Tests.Runs;

/// <summary>Names and messages that somebody else wrote never steer the terminal.</summary>
public sealed class HostileTextTests : IDisposable
{
    private const string Evil = "\e[2J\e]0;owned\aab\rcd\u202Egnp.exe\u2066x\u200By\u0085z\u2028w\u0000v 漢字👩‍👩‍👧 end";
    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("runs list")]
    [InlineData("runs list --verbose")]
    [InlineData("runs show evil-1")]
    [InlineData("runs show evil-1 --verbose")]
    [InlineData("runs tail evil-1")]
    [InlineData("laos query errors --run evil-1")]
    [InlineData("laos query traces --run evil-1")]
    [InlineData("laos lint --run evil-1")]
    [InlineData("laos lint --allow-unscoped -c unscoped.yaml")]
    public async Task On_the_screen_it_is_shown_and_not_obeyed(string line)
    {
        await FillAsync();
        foreach (var width in (int[])[60, 140])
        {
            _cli.Width = width;
            var result = await _cli.RunAsync(line.Split(' '));
            Assert.InRange(result.Code, 0, 3);
            if (width > 100) Assert.Contains("⟨U+", result.Out, StringComparison.Ordinal);
            Safe(result.Out);
            Safe(result.Error);
        }
    }

    [Theory]
    [InlineData("runs list --json")]
    [InlineData("runs show evil-1 --json")]
    [InlineData("runs export evil-1")]
    [InlineData("laos query traces --run evil-1 --json")]
    public async Task In_JSON_it_is_escaped(string line)
    {
        await FillAsync();
        var result = await _cli.RunAsync(line.Split(' '));
        Assert.Equal(0, result.Code);
        Assert.DoesNotContain(result.Out, c => c != '\n' && char.IsControl(c));
    }

    [Theory]
    [InlineData("runs", "show", Evil)]
    [InlineData("runs", "list", "--tenant", Evil)]
    [InlineData("runs", "list", "-p", Evil)]
    [InlineData("schema", Evil)]
    [InlineData(Evil)]
    [InlineData("runs", Evil)]
    [InlineData("runs", "list", "--tag", Evil)]
    [InlineData("runs", "list", "--status", Evil)]
    [InlineData("laos", "lint", "--run", "x", "-c", Evil)]
    public async Task In_an_error_it_is_shown_and_not_obeyed(params string[] args)
    {
        await FillAsync();
        var result = await _cli.RunAsync([.. args.Select(a => a.Replace("\0", "", StringComparison.Ordinal))]);
        Assert.True(result.Code == 2, result.ToString());
        Safe(result.Error);
    }

    [Fact]
    public async Task A_name_of_a_megabyte_is_a_line_all_the_same()
    {
        var step = SampleStore.Step("m1", new string('x', 1 << 20), StepKind.Tool, 0, 1);
        await SampleStore.AppendAsync(_cli, SampleStore.Batch(SampleStore.Group("evil-1", null, step)));
        var result = await _cli.RunAsync("runs", "show", "evil-1");
        Assert.All(result.Lines, l => Assert.InRange(l.Length, 0, 100));
    }

    private Task FillAsync()
    {
        _cli.File(".laosrc.yaml", "service: research\nthresholds: { latency_ms: { p50: 1 }, error_rate: 0 }\n");
        _cli.File("unscoped.yaml", $"service: {System.Text.Json.JsonSerializer.Serialize(Evil)}\nwindow: 1h\nthresholds: {{ error_rate: 0.5 }}\n");
        var error = new StepError(Evil, Evil);
        var model = SampleStore.Step("e1", Evil, StepKind.Model, 0, 1) with { Model = Evil, OutputPreview = Evil, Service = Evil };
        var tool = SampleStore.Step("e2", Evil, StepKind.Tool, 1, 1, StepStatus.Error, parent: "e1") with { Error = error, Tool = Evil };
        var group = SampleStore.Group("evil-1", new RunEnd(RunStatus.Failed, SampleStore.At(3), Declared: true, error), model, tool) with
        {
            Facts = new RunFacts { Agent = Evil, Env = Evil, Name = Evil },
        };
        return SampleStore.AppendAsync(_cli, SampleStore.Batch(group));
    }

    private static void Safe(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n') continue;
            var category = Rune.GetUnicodeCategory(rune);
            Assert.False(
                category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator,
                $"U+{rune.Value:X4} reached the terminal:\n{text.Replace('\e', '␛')}");
        }
    }
}
