using System.ComponentModel;
using System.Text.Json;

namespace Fabrik.Server.Verdicts.Contracts;

/// <summary>The body of <c>POST /v1/verdicts</c>, for the API's description; <see cref="VerdictBody"/> reads it.</summary>
internal sealed record VerdictInput
{
    [Description("Which judge: laos.lint.")]
    public required string Kind { get; init; }

    [Description("The run that was judged, which need not be here; the report's own where it is absent.")]
    public string? RunId { get; init; }

    [Description("The report as the judge wrote it, such as reports/lint.json.")]
    public required JsonElement Report { get; init; }

    [Description("A UUID; follows from kind, run and report where it is absent, so that sending twice saves once.")]
    public string? Id { get; init; }
}
