using Fabrik.Core.Scope;
using Fabrik.Store.Verdicts;

namespace Fabrik.Store.Tests.Verdicts;

public sealed class VerdictIdentity
{
    private static readonly RunId Run = RunId.Parse("r");

    [Fact]
    public void The_same_words_on_the_same_run_have_one_id_and_any_change_another()
    {
        var id = VerdictId.Of("laos.lint", Run, "{}"u8);

        Assert.Equal(id, VerdictId.Of("laos.lint", Run, "{}"u8));
        VerdictId[] others =
        [
            VerdictId.Of("laos.lint", null, "{}"u8), VerdictId.Of("laos.lint", RunId.Parse("s"), "{}"u8),
            VerdictId.Of("laos.lintr", Run, "{}"u8), VerdictId.Of("laos.lint", Run, "{ }"u8), id,
        ];
        Assert.Equal(5, others.Distinct().Count());
    }

    [Fact]
    public void Its_text_is_a_lower_case_guid_and_reads_back()
    {
        var id = VerdictId.Of("laos.lint", Run, "{}"u8);

        Assert.Matches("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", id.ToString());
        Assert.True(VerdictId.TryParse(id.ToString(), out var read));
        Assert.Equal(id, read);
        foreach (var text in (string?[])[null, "", "x", "{" + id + "}", id + " "]) Assert.False(VerdictId.TryParse(text, out _));
    }
}
