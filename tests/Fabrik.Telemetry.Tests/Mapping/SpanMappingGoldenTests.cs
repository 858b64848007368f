using Fabrik.Telemetry.Dialects;
using Fabrik.Telemetry.Mapping;
using Fabrik.Telemetry.Pricing;
using Fabrik.Testing;

namespace Fabrik.Telemetry.Tests.Mapping;

public sealed class SpanMappingGoldenTests
{
    public static TheoryData<string> Fixtures => [.. Directory.GetFiles(SpanFixture.Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Every_fixture_maps_to_its_golden_groups(string fixture)
    {
        var mapping = new SpanMapping(DialectTable.Current, PriceBook.Embedded, ScopeKeys.Default);
        var groups = mapping.Map(SpanFixture.Load(fixture), user => "u-" + user.Length);
        Golden.Match(fixture + ".json", GroupText.Of(groups));
    }
}
