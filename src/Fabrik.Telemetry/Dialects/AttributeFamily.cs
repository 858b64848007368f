namespace Fabrik.Telemetry.Dialects;

/// <summary>What a family of attributes with one prefix holds.</summary>
internal enum AttributeFamily
{
    /// <summary><c>prefix.{i}.…</c>: messages that were sent.</summary>
    Sent,

    /// <summary><c>prefix.{i}.…</c>: messages that came back.</summary>
    Answered,

    /// <summary><c>prefix.{i}.…</c>: tool definitions.</summary>
    Tools,

    /// <summary><c>prefix.KEY</c>: the emitter's own facts about the step.</summary>
    Metadata,

    /// <summary><c>prefix.KEY</c>: facts about the whole run.</summary>
    RunMetadata,

    /// <summary>Never kept: raw request headers carry credentials.</summary>
    Dropped,
}
