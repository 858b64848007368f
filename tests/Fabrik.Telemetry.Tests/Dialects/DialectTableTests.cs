using Fabrik.Telemetry.Dialects;

namespace Fabrik.Telemetry.Tests.Dialects;

public sealed class DialectTableTests
{
    [Fact]
    public void The_table_holds_the_dialects_of_this_version()
    {
        Assert.Equal("2026-11", DialectTable.Current.Version);
        Assert.Equal(["fabrik", "langfuse", "openinference", "vercel-ai", "traceloop", "langsmith", "mlflow", "mcp", "genai-1.36", "genai"], DialectTable.Current.Names);
    }

    [Fact]
    public void Families_have_prefixes_that_end_in_a_dot_and_do_not_overlap()
    {
        var prefixes = DialectTable.Current.Families.Select(f => f.Prefix).ToList();
        Assert.All(prefixes, p => Assert.EndsWith(".", p));
        Assert.All(prefixes, p => Assert.DoesNotContain(prefixes, q => q != p && q.StartsWith(p, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("langfuse.observation.type", "langfuse")]
    [InlineData("gen_ai.system", "genai-1.36")]
    [InlineData("gen_ai.provider.name", "genai")]
    [InlineData("gen_ai.prompt.0.role", "traceloop")]
    [InlineData("mcp.method.name", "mcp")]
    public void An_attribute_tells_its_dialect(string attribute, string dialect) =>
        Assert.Equal(dialect, DialectTable.Current.Names[DialectTable.Speaker(attribute)]);

    [Fact]
    public void Every_dialect_has_at_least_two_fixtures()
    {
        var files = Directory.GetFiles(Mapping.SpanFixture.Folder).Select(Path.GetFileName).ToList();
        foreach (var prefix in new[] { "genai-1.36-", "genai-", "openinference-", "langfuse-", "traceloop-", "langsmith-", "vercel-", "mlflow-", "mcp-" })
            Assert.True(files.Count(f => f!.StartsWith(prefix, StringComparison.Ordinal)) >= 2, prefix);
    }
}
