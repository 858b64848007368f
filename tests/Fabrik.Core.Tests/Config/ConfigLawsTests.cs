using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fabrik.Core.Config;
using Fabrik.Core.Config.Diagnostics;
using Fabrik.Core.Config.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Core.Tests.Config;

public sealed class ConfigLawsTests
{
    private static readonly FsCheck.Config Check1000 = FsCheck.Config.QuickThrowOnFailure.WithMaxTest(1000);
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    private static readonly string[] Pieces =
    [
        "service", "top", ":", ": ", "\n", "  ", "- ", "{", "}", "[", "]", ",", "\"", "'", "&a ", "*a", "!!x ", "|", ">", "%", "#", "---\n", "...\n", "? ", "\t", "${A}", "${", "${B:-c}",
        "~", "true", "1", ".5", "é", "日", "\ud83d\ude80", "\ud83d", "\0", "\r", "\\", "\\u00", "@", "`", "<<", "\ufeff", "\u2028",
    ];

    [Fact]
    public void Arbitrary_bytes_never_throw() =>
        Check.One(Check1000, Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            foreach (var file in new[] { "a.yaml", "a.json" }) AssertTotal(ConfigSource.FromBytes(file, bytes));
        }));

    [Fact]
    public void Texts_that_look_like_YAML_or_JSON_never_throw() =>
        Check.One(Check1000.WithMaxTest(3000), Prop.ForAll(Gen.Elements(Pieces).ListOf().Select(p => string.Concat(p)).ToArbitrary(), text =>
        {
            AssertTotal(new ConfigSource("a.yaml", text, ConfigFormat.Yaml));
            AssertTotal(new ConfigSource("a.json", text, ConfigFormat.Json));
        }));

    [Fact]
    public void What_is_written_binds_to_the_same_record() =>
        Check.One(Check1000, Prop.ForAll(Records.ToArbitrary(), config =>
        {
            var text = new JsonObject
            {
                ["$schema"] = "lint.schema.json",
                ["service"] = config.Service,
                ["window"] = DurationText.Write(config.Window),
                ["scope"] = new JsonObject { ["env"] = config.Scope.Env },
                ["thresholds"] = new JsonObject { ["error_rate"] = config.Thresholds.ErrorRate },
                ["top"] = config.Top,
                ["max_answer"] = config.MaxAnswer.ToString(),
                ["fail_fast"] = config.FailFast,
                ["report"] = config.Report,
                ["budget"] = config.Budget,
            }.ToJsonString(Plain);
            var result = Loading.Json(text);
            Assert.Empty(result.Diagnostics);
            Assert.Equal(config with { Signals = result.Value!.Signals, Parts = result.Value.Parts }, result.Value);
        }));

    [Fact]
    public void JSON_read_as_YAML_is_the_same_model() =>
        Check.One(Check1000.WithMaxTest(500), Prop.ForAll(Documents.ToArbitrary(), document =>
        {
            var text = document.ToJsonString(Plain);
            var (yaml, json) = (Loading.Yaml(text), Loading.Json(text));
            Assert.Equal(Model(json.Root!), Model(yaml.Root!));
            Assert.Equal(json.Diagnostics.Select(d => (d.Location.Line, d.Location.Column, d.Length, d.Message)), yaml.Diagnostics.Select(d => (d.Location.Line, d.Location.Column, d.Length, d.Message)));
        }));

    [Fact]
    public void A_written_duration_reads_back() =>
        Check.One(Check1000, Prop.ForAll(Longs(TimeSpan.TicksPerDay * 400).ToArbitrary(), ticks =>
            DurationText.TryParse(DurationText.Write(new TimeSpan(ticks)), out var back) && back.Ticks == ticks));

    [Fact]
    public void A_written_size_reads_back() =>
        Check.One(Check1000, Prop.ForAll(Longs(long.MaxValue / 4).ToArbitrary(), bytes =>
            ByteSize.TryParse(new ByteSize(bytes).ToString(), out var back) && back.Bytes == bytes));

    [Fact]
    public void The_distance_of_words_is_a_number_of_edits() =>
        Check.One(Check1000, Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<NonNull<string>>(), (a, b) =>
        {
            var distance = SpellingSuggestion.Distance(a.Get, b.Get);
            Assert.Equal(distance, SpellingSuggestion.Distance(b.Get, a.Get));
            Assert.InRange(distance, Math.Abs(a.Get.Length - b.Get.Length), Math.Max(a.Get.Length, b.Get.Length));
            Assert.Equal(a.Get == b.Get, distance == 0);
        }));

    private static Gen<LintConfig> Records =>
        from service in ArbMap.Default.GeneratorFor<NonEmptyString>()
        from env in ArbMap.Default.GeneratorFor<NonNull<string>>()
        from window in Gen.Choose(1, 86_400)
        from rate in Gen.Choose(0, 1_000_000)
        from top in Gen.Choose(0, 10)
        from size in Longs(1 << 30)
        from fast in Gen.Elements(true, false)
        from report in Gen.Elements("json", "junit", "sarif")
        from budget in Gen.Choose(0, int.MaxValue)
        where !service.Get.Contains("${", StringComparison.Ordinal) && !env.Get.Contains("${", StringComparison.Ordinal)
        select new LintConfig
        {
            Service = service.Get,
            Scope = new LintScope { Env = env.Get },
            Window = TimeSpan.FromSeconds(window),
            Thresholds = new LintThresholds { ErrorRate = rate / 1e6 },
            Top = top,
            MaxAnswer = new ByteSize(size),
            FailFast = fast,
            Report = report,
            Budget = budget / 1e5m,
        };

    private static Gen<JsonNode> Documents
    {
        get
        {
            var texts = Gen.Elements("a", "shop", "日本", "🚀 go", "x: y", "- z", "1", "true", "${A:-b}", "#c", "tab\there", "\"q\"", "back\\slash", "line\nbreak", "", " lead").Select(t => (JsonNode)JsonValue.Create(t));
            var numbers = Gen.Elements("0", "1", "-7", "3.25", "1e3", "1E-2", "12345678901234567890").Select(t => JsonNode.Parse(t)!);
            var flags = Gen.Elements(true, false).Select(t => (JsonNode)JsonValue.Create(t));
            var scalars = Gen.OneOf(texts, numbers, flags);
            var keys = Gen.Elements("service", "top", "window", "scope", "env", "p99.9", "ключ", "a b", "report");
            return Tree(scalars, keys, 3);
        }
    }

    private static Gen<long> Longs(long below) => Gen.Choose(0, int.MaxValue).SelectMany(_ => Gen.Choose(0, int.MaxValue), (high, low) => (((long)high << 31) | (long)low) % below);

    private static Gen<JsonNode> Tree(Gen<JsonNode> scalars, Gen<string> keys, int depth)
    {
        var item = depth == 0 ? scalars : Gen.OneOf(scalars, Tree(scalars, keys, depth - 1));
        var few = Gen.Choose(0, 4);
        var lists = few.SelectMany(n => item.ListOf(n)).Select(i => (JsonNode)new JsonArray([.. i.Select(n => n.DeepClone())]));
        var maps = few.SelectMany(n => keys.ListOf(n)).SelectMany(names => item.ListOf(names.Count), (names, values) =>
        {
            var map = new JsonObject();
            foreach (var (name, value) in names.Zip(values)) map[name] = value.DeepClone();
            return (JsonNode)map;
        });
        return Gen.OneOf(maps, maps, lists);
    }

    private static void AssertTotal(ConfigSource source)
    {
        var result = ConfigFile<LintConfig>.Load(source, name => name == "A" ? "a" : null);
        Assert.Equal(result.Value is null, result.Diagnostics.Count > 0);
        Assert.All(result.Diagnostics, d => Assert.True(d.Location.Line >= 1 && d.Location.Column >= 1 && d.Length >= 1));
        var text = DiagnosticText.RenderAll(result.Diagnostics, source);
        Assert.DoesNotContain(text, c => char.IsControl(c) && c != '\n');
    }

    private static string Model(ConfigNode node) => node switch
    {
        ConfigMap map => $"{{{string.Join(',', map.Entries.Select(e => $"{e.Key}={Model(e.Value)}"))}}}",
        ConfigList list => $"[{string.Join(',', list.Items.Select(Model))}]",
        ConfigScalar scalar => $"{scalar.Kind}:{scalar.Text}:{scalar.Interpolated}",
        _ => throw new ArgumentException("no such node", nameof(node)),
    };
}
