using System.Text.Json.Nodes;
using Fabrik.Core.Config;
using Fabrik.Core.Config.Shapes;
using Fabrik.Testing;

namespace Fabrik.Core.Tests.Config;

public sealed class ConfigSchemaTests
{
    [Fact]
    public void Says_in_JSON_Schema_what_binding_takes()
    {
        var schema = ConfigSchema.Emit<LintConfig>();
        Golden.Match("lint.schema.json", schema);
        Assert.Equal(schema, ConfigSchema.Emit<LintConfig>());
    }

    [Fact]
    public void A_catalogue_lists_its_schemas_by_name()
    {
        var catalogue = new ConfigCatalogue(new Dictionary<string, Type>(StringComparer.Ordinal) { ["lint"] = typeof(LintConfig), ["limits"] = typeof(LatencyLimits) });
        Assert.Equal(["limits", "lint"], catalogue.Names);
        Assert.True(catalogue.TrySchema("limits", out var schema));
        Assert.Equal("latency_limits", JsonNode.Parse(schema)!["title"]!.GetValue<string>());
        Assert.False(catalogue.TrySchema("lintt", out _));
    }

    [Fact]
    public void A_type_that_configuration_can_not_hold_is_refused() =>
        Assert.Throws<NotSupportedException>(() => ConfigShapes.Of(typeof(Uri), new ConfigKeyAttribute("x")));

    [Theory]
    [InlineData("p95x", "p95")]
    [InlineData("p59", "p50")]
    [InlineData("P95", "p95")]
    [InlineData("thershold", "threshold")]
    [InlineData("xyz", null)]
    [InlineData("", null)]
    public void A_misspelt_word_finds_its_neighbour(string word, string? expected) =>
        Assert.Equal(expected, Fabrik.Core.Config.Diagnostics.SpellingSuggestion.For(word, ["p50", "p95", "p100", "threshold"]));
}
