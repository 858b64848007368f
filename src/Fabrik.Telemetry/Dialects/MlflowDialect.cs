using Fabrik.Core.Runs;

namespace Fabrik.Telemetry.Dialects;

/// <summary>MLflow Tracing over OTLP (mlflow.org, trace data model): every attribute value is JSON text.</summary>
internal static class MlflowDialect
{
    private const string SpanType = "mlflow.spanType";

    public static Dialect Entry { get; } = new()
    {
        Name = "mlflow",
        Markers = ["mlflow."],
        QuotesScalars = true,
        Kinds = [new KindRule(SpanType, new Dictionary<string, StepKind>
        {
            ["LLM"] = StepKind.Model,
            ["CHAT_MODEL"] = StepKind.Model,
            ["AGENT"] = StepKind.Agent,
            ["TOOL"] = StepKind.Tool,
            ["CHAIN"] = StepKind.Chain,
            ["WORKFLOW"] = StepKind.Chain,
            ["TASK"] = StepKind.Chain,
            ["PARSER"] = StepKind.Chain,
            ["RETRIEVER"] = StepKind.Retrieval,
            ["RERANKER"] = StepKind.Retrieval,
            ["EMBEDDING"] = StepKind.Embedding,
            ["MEMORY"] = StepKind.Custom,
            ["GUARDRAIL"] = StepKind.Custom,
            ["EVALUATOR"] = StepKind.Custom,
        })],
        LastKinds = [new KindRule(SpanType, new Dictionary<string, StepKind> { ["UNKNOWN"] = StepKind.Chain })],
        Fields = new Dictionary<DialectField, string[]>
        {
            [DialectField.Model] = ["mlflow.llm.model"],
            [DialectField.RequestModel] = ["mlflow.llm.model"],
            [DialectField.Provider] = ["mlflow.llm.provider"],
            [DialectField.ToolDefinitions] = ["mlflow.chat.tools"],
            [DialectField.Input] = ["mlflow.spanInputs"],
            [DialectField.Output] = ["mlflow.spanOutputs"],
            [DialectField.Session] = ["mlflow.trace.session"],
            [DialectField.User] = ["mlflow.trace.user"],
            [DialectField.ReportedCost] = ["mlflow.llm.cost"],
        },
        Usage =
        [
            new UsageRule
            {
                Object = "mlflow.chat.tokenUsage",
                Keys = new Dictionary<UsageBucket, string[]>
                {
                    [UsageBucket.Input] = ["input_tokens"],
                    [UsageBucket.CacheRead] = ["cache_read_input_tokens"],
                    [UsageBucket.CacheWrite] = ["cache_creation_input_tokens"],
                    [UsageBucket.Output] = ["output_tokens"],
                    [UsageBucket.Total] = ["total_tokens"],
                },
            },
        ],
    };
}
