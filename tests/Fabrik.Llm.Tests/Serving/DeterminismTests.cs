using System.Text.RegularExpressions;
using Fabrik.Llm.Tests.Support;

namespace Fabrik.Llm.Tests.Serving;

/// <summary>The same conversation gets the same bytes, whatever else is asked before or meanwhile; ids and times aside.</summary>
public sealed partial class DeterminismTests
{
    private static readonly (string Path, string Body)[] Asked =
    [
        .. from text in (string[])["hello", "tools", "long", "break", "漢字"]
           from stream in (string[])["true", "false"]
           from path in (string[])["/v1/chat/completions", "/api/chat"]
           select (path, $$"""{"model":"small","stream":{{stream}},"messages":[{"role":"user","content":"{{text}}"}]}"""),
    ];

    [Fact]
    public async Task In_order_in_reverse_and_all_at_once()
    {
        await using var first = await TestModel.StartAsync();
        var inOrder = new List<string>();
        foreach (var (path, body) in Asked) inOrder.Add(await SayAsync(first, path, body));

        await using var second = await TestModel.StartAsync();
        var reversed = new List<string>();
        foreach (var (path, body) in Asked.Reverse()) reversed.Insert(0, await SayAsync(second, path, body));
        Assert.Equal(inOrder, reversed);

        await using var third = await TestModel.StartAsync();
        var atOnce = await Task.WhenAll(Enumerable.Repeat(Asked, 5).SelectMany(a => a).Select(a => SayAsync(third, a.Path, a.Body)));
        Assert.Equal(Enumerable.Repeat(inOrder, 5).SelectMany(a => a), atOnce);
    }

    [Fact]
    public async Task Another_seed_gives_other_call_ids_and_the_same_words()
    {
        await using var one = await TestModel.StartAsync();
        await using var other = await TestModel.StartAsync(TestModel.Script.Replace("seed: 7", "seed: 8", StringComparison.Ordinal));
        var (path, body) = ("/v1/chat/completions", """{"model":"small","messages":[{"role":"user","content":"tools"}]}""");
        var (a, b) = (await SayAsync(one, path, body), await SayAsync(other, path, body));
        Assert.NotEqual(a, b);
        Assert.Equal(CallId().Replace(a, ""), CallId().Replace(b, ""));
    }

    private static async Task<string> SayAsync(TestModel model, string path, string body)
    {
        var (status, type, answer) = await model.PostAsync(path, body);
        return $"{status} {type} {Volatile().Replace(answer, "")}";
    }

    [GeneratedRegex("\"id\":\"chatcmpl-[0-9]+\",|\"created\":[0-9]+|\"created_at\":\"[^\"]*\"|\"(total|prompt_eval|eval)_duration\":[0-9]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Volatile();

    [GeneratedRegex("\"id\":\"[^\"]*\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex CallId();
}
