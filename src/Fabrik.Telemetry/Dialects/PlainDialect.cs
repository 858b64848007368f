namespace Fabrik.Telemetry.Dialects;

/// <summary>Attributes that any span may carry (OpenTelemetry's stable conventions): who, where, and what went wrong.</summary>
internal static class PlainDialect
{
    /// <summary>Older and newer names of the facts that every span keeps in columns.</summary>
    public static readonly string[] Route = ["http.route", "rpc.method"];
    public static readonly string[] DbSystem = ["db.system.name", "db.system"];
    public static readonly string[] HttpStatus = ["http.response.status_code", "http.status_code"];

    /// <summary>How tool spans begin whose attributes leave the tool unnamed.</summary>
    public static readonly string[] ToolSpanPrefixes = ["execute_tool ", "tools/call "];

    public const string ExceptionEvent = "exception";
    public const string GenAiExceptionEvent = "gen_ai.client.operation.exception";
    public const string ExceptionType = "exception.type";
    public const string ExceptionMessage = "exception.message";
    public const string ExceptionStack = "exception.stacktrace";

    /// <summary>Names under which the emitter's metadata carries what a dialect has an attribute for.</summary>
    public static readonly string[] MetadataSession = ["session_id", "sessionId", "thread_id", "conversation_id"];
    public static readonly string[] MetadataUser = ["user_id", "userId", "user.id"];
    public static readonly string[] MetadataModel = ["ls_model_name"];
    public static readonly string[] MetadataProvider = ["ls_provider"];

    /// <summary>How metadata and labels begin that frameworks write for themselves: no use as tags.</summary>
    public static readonly string[] MetadataNoise =
        ["langgraph_", "ls_", "checkpoint_", "__pregel", "lc_", "versions", "seq:step:", "graph:step:", "langsmith:"];

    public static Dialect Entry { get; } = new()
    {
        Name = "span",
        Markers = [],
        Fields = new Dictionary<DialectField, string[]>
        {
            [DialectField.Env] = ["deployment.environment.name", "deployment.environment"],
            [DialectField.Release] = ["service.version"],
            [DialectField.ErrorType] = ["error.type"],
        },
    };
}
