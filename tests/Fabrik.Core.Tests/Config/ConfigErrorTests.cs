using System.Text;
using Fabrik.Core.Config;
using Fabrik.Core.Verdicts;
using Fabrik.Testing;

namespace Fabrik.Core.Tests.Config;

/// <summary>Every kind of error as people see it.</summary>
public sealed class ConfigErrorTests
{
    private static readonly Dictionary<string, string> Yaml = new(StringComparer.Ordinal)
    {
        ["misspelt-key"] = "service: shop\nthresholds:\n  latency_ms:\n    p95x: 350\n    foo: 1\n",
        ["missing-keys"] = "window: 5m\nparts:\n  - top: 1\n",
        ["empty-file"] = "",
        ["duplicate-key"] = "service: shop\ntop: 1\nservice: other\n",
        ["wrong-types"] = "service: 42\nwindow: [1]\nscope: local\nthresholds:\n  error_rate: a lot\nsignals: true\nroutes: /a\ntop: 1.5\nfail_fast: yes\nbudget: \"3\"\nmax_answer: {}\nparts: 1\n",
        ["no-values"] = "service:\nscope:\nthresholds: ~\n",
        ["out-of-range"] = "service: shop\nwindow: 2d\nthresholds: { error_rate: 1.5 }\ntop: 11\nmax_answer: 2GiB\nbudget: -1\n",
        ["numbers-too-large"] = "service: shop\ntop: 99999999999999999999\nbudget: 1e999\nthresholds:\n  latency_ms: { p50: 1e999 }\n",
        ["not-allowed"] = "service: shop\nreport: junitt\nsignals:\n  traces: optionl\n  logs: maybe\n  profiles: 3\n",
        ["durations-and-sizes"] = "service: shop\nwindow: 10\nmax_answer: 12 parsecs\n",
        ["patterns-and-emptiness"] = "service: \"\"\nroutes: [/ok, Bad]\nparts:\n  - service: a\n    routes: []\n",
        ["unset-variables"] = "service: \"shop ${A} and ${B:-b} and ${C}\"\nwindow: ${WINDOW}\nscope:\n  run_id: >\n    folded\n    ${RUN}\n",
        ["bad-variables"] = "service: ${9A}\nscope:\n  env: \"x ${\"\n",
        ["variable-of-the-wrong-type"] = "service: shop\ntop: ${TOP}\nreport: ${SECRET}\n",
        ["second-document"] = "service: shop\n---\nservice: other\n",
        ["tag"] = "service: !!python/object:os.system shop\ntop: !int 3\n",
        ["unknown-alias"] = "service: *shop\n",
        ["alias-of-itself"] = "service: shop\nextra: &a [1, *a]\n",
        ["billion-laughs"] = "service: shop\nextra:\n  a: &a [1,1,1,1,1,1,1,1,1,1]\n" + string.Concat("bcdefgh".Select(c => $"  {c}: &{c} [{string.Join(',', Enumerable.Repeat($"*{(char)(c - 1)}", 10))}]\n")),
        ["too-deep"] = "service: shop\nextra: " + new string('[', 70) + new string(']', 70) + "\n",
        ["complex-key"] = "service: shop\n? [a, b]\n: 1\n",
        ["syntax-indentation"] = "service: shop\n  window: 5m\n top: 1\n",
        ["syntax-tab"] = "service: shop\nscope:\n\tenv: x\n",
        ["syntax-unclosed"] = "service: \"shop\ntop: 1\n",
        ["syntax-unclosed-list"] = "service: shop\nroutes: [/a, /b\ntop: 1\n",
        ["tabs-and-wide-characters"] = "service: shop\nscope: {\t\"環境\u0301🚀\":\t\"x\",\tenvv: 1 }\n",
        ["hostile-text"] = "service: shop\n\"to\\u202Ep\\u001B[31m\": 1\nreport: \"a\\u0000\\nb\u200B\"\n",
        ["long-line"] = $"service: shop\nscope: {{ env: \"{new string('a', 300)}\", envv: \"{new string('b', 300)}\" }}\n",
        ["root-is-a-list"] = "- service: shop\n",
        ["root-is-text"] = "just text",
    };

    private static readonly Dictionary<string, string> Json = new(StringComparer.Ordinal)
    {
        ["json-misspelt-key"] = "{\n  \"service\": \"shop\",\n  \"windw\": \"5m\",\n  \"scope\": {\"env\": 5}\n}\n",
        ["json-duplicate-key"] = "{\"service\": \"shop\", \"service\": \"shöp\"}",
        ["json-trailing-comma"] = "{\n  \"service\": \"shop\",\n}\n",
        ["json-comment"] = "{ // no\n}",
        ["json-text-after"] = "{\"service\": \"shop\"}\n{}",
        ["json-empty"] = "",
        ["json-cut"] = "{\"service\": \"日本",
        ["json-too-deep"] = new string('[', 70),
        ["json-unset-variable"] = "{\"service\": \"日本 ${A}\", \"top\": \"${TOP}\"}",
    };

    public static TheoryData<string> Cases => [.. Yaml.Keys, .. Json.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_shown_where_it_stands_with_what_was_expected(string name)
    {
        var variables = new[] { ("TOP", "many"), ("SECRET", "hunter2") };
        var result = Yaml.TryGetValue(name, out var yaml) ? Loading.Yaml(yaml, Severity.Error, variables) : Loading.Json(Json[name], variables);
        Assert.Null(result.Value);
        Golden.Match($"{name}.txt", DiagnosticText.RenderAll(result.Diagnostics, result.Source));
    }

    [Fact]
    public void Unknown_keys_are_warnings_where_foreign_files_are_read()
    {
        var result = Loading.Yaml("service: shop\nx: 1\n", Severity.Warning);
        Assert.Equal("shop", result.Value!.Service);
        Golden.Match("unknown-key-warning.txt", DiagnosticText.RenderAll(result.Diagnostics, result.Source));
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_shown_too()
    {
        var source = ConfigSource.FromBytes("a.yaml", [.. "service: shöp\ntop: "u8, 0xC3, 0x28]);
        var result = ConfigFile<LintConfig>.Load(source, _ => null);
        Golden.Match("not-utf8.txt", DiagnosticText.RenderAll(result.Diagnostics, source));
    }

    [Fact]
    public void A_file_too_long_is_refused_before_it_is_read()
    {
        var result = Loading.Yaml("service: " + new string('a', 1 << 20));
        Assert.Equal(DiagnosticCode.Limit, Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void A_variables_value_is_never_quoted()
    {
        var result = Loading.Yaml("service: shop\ntop: ${S}\nreport: ${S}\nscope: ${S}\nwindow: ${S}\nfail_fast: ${S}\n", Severity.Error, ("S", "hunter2"));
        Assert.Equal(5, result.Diagnostics.Count);
        Assert.DoesNotContain("hunter2", DiagnosticText.RenderAll(result.Diagnostics, result.Source), StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_come_in_the_order_of_the_file()
    {
        var result = Loading.Yaml("zzz: 1\nservice: 1\naaa: 1\n");
        Assert.Equal([1, 2, 3], result.Diagnostics.Select(d => d.Location.Line));
        Assert.Equal(new SourceLocation(".laosrc.yaml", 2, 10), result.Diagnostics[1].Location);
        Assert.Equal(Encoding.UTF8.GetByteCount("1"), result.Diagnostics[1].Length);
    }
}
