using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Fabrik.Core.Runs;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Server.Problems;
using Fabrik.Server.Runs.Contracts;
using Fabrik.Server.Security;
using Fabrik.Server.Verdicts.Contracts;

namespace Fabrik.Server.Http;

/// <summary>Every contract of the API, and how JSON is spelled in it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters =
    [
        typeof(UnixTimeJsonConverter), typeof(WireNameConverter<RunStatus>), typeof(WireNameConverter<StepKind>),
        typeof(WireNameConverter<StepStatus>), typeof(WireNameConverter<SpanKind>), typeof(WireNameConverter<VerdictStatus>),
    ],
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(StepsProblem))]
[JsonSerializable(typeof(RunDeclarationInput))]
[JsonSerializable(typeof(RunEndInput))]
[JsonSerializable(typeof(StepsInput))]
[JsonSerializable(typeof(StepsAppended))]
[JsonSerializable(typeof(RunView))]
[JsonSerializable(typeof(RunPage))]
[JsonSerializable(typeof(StepView))]
[JsonSerializable(typeof(StepPage))]
[JsonSerializable(typeof(StepPayload))]
[JsonSerializable(typeof(LogPage))]
[JsonSerializable(typeof(FacetsView))]
[JsonSerializable(typeof(VerdictInput))]
[JsonSerializable(typeof(VerdictView))]
[JsonSerializable(typeof(VerdictPage))]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(HealthView))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>Text as it is: answers are never HTML, so only what JSON itself needs is escaped.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As <see cref="WriterOptions"/>, for whole answers.</summary>
    public static ApiJson Wire => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
