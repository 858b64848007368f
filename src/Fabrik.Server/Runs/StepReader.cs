using System.Globalization;
using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Server.Http;

namespace Fabrik.Server.Runs;

/// <summary>Reads the steps of one body, one after the other, reusing what can be reused.</summary>
internal ref struct StepReader(PooledBuffer payloads)
{
    public const string Provenance = "rest";
    public const int MaxTextLength = 500;
    public const int MaxErrorLength = 10_000;
    private const long MaxTokens = 1_000_000_000_000;

    private readonly Range?[] _payload = new Range?[StepFields.Count];
    private readonly RepeatedText _texts = new(StepFields.Count);
    private uint _seen;

    private StepId? _id;
    private StepId? _parent;
    private StepKind? _kind;
    private StepStatus? _status;
    private UnixTime? _startedAt;
    private UnixTime? _endedAt;
    private string? _name;
    private string? _service;
    private string? _agent;
    private string? _env;
    private string? _model;
    private string? _requestModel;
    private string? _provider;
    private string? _tool;
    private string? _toolCallId;
    private TokenUsage? _usage;
    private Usd? _reportedCost;
    private StepError? _error;

    /// <summary>Reader on the start of an object.</summary>
    /// <returns>Null when the step has faults.</returns>
    public StepDraft? Read(ref BodyReader body)
    {
        var faults = body.ErrorCount;
        Reset();
        while (body.Read() && body.Token == JsonTokenType.PropertyName)
        {
            var field = StepFields.Of(ref body);
            body.Path.Field = field == StepField.None ? body.ShownName() : StepFields.Name(field);
            body.Read();
            if (field == StepField.None) body.Refuse("is not a key of a step");
            else if ((_seen & (1u << (int)field)) != 0) body.Refuse("is there twice");
            else ReadField(ref body, field);
            _seen |= 1u << (int)field;
            body.Path.Field = null;
        }

        var refused = body.ErrorCount > faults;
        Require(ref body, _id is null, refused, StepField.StepId);
        Require(ref body, _kind is null, refused, StepField.Kind);
        Require(ref body, _name is null, refused, StepField.Name);
        Require(ref body, _startedAt is null, refused, StepField.StartedAt);
        body.Path.Field = "ended_at";
        if (_endedAt < _startedAt) body.Fail("is before started_at");
        body.Path.Field = null;
        return body.ErrorCount == faults ? Draft(ref body) : null;
    }

    /// <param name="refused">Some key of the step has a fault already: then a required one that was there may be it.</param>
    private readonly void Require(ref BodyReader body, bool absent, bool refused, StepField field)
    {
        if (!absent || (refused && (_seen & (1u << (int)field)) != 0)) return;
        body.Path.Field = StepFields.Name(field);
        body.Fail("is missing");
        body.Path.Field = null;
    }

    private void ReadField(ref BodyReader body, StepField field)
    {
        switch (field)
        {
            case StepField.StepId: _id = Id(ref body); break;
            case StepField.ParentId: _parent = Id(ref body); break;
            case StepField.Kind: _kind = body.Word<StepKind>(); break;
            case StepField.Name: _name = NotEmpty(ref body, Text(ref body, field)); break;
            case StepField.Status: _status = body.Word<StepStatus>(); break;
            case StepField.StartedAt: _startedAt = body.Time(); break;
            case StepField.EndedAt: _endedAt = body.Time(); break;
            case StepField.Service: _service = Text(ref body, field); break;
            case StepField.Agent: _agent = Text(ref body, field); break;
            case StepField.Env: _env = Text(ref body, field); break;
            case StepField.Model: _model = Text(ref body, field); break;
            case StepField.RequestModel: _requestModel = Text(ref body, field); break;
            case StepField.Provider: _provider = Text(ref body, field); break;
            case StepField.Tool: _tool = Text(ref body, field); break;
            case StepField.ToolCallId: _toolCallId = Text(ref body, field); break;
            case StepField.Usage: _usage = Usage(ref body); break;
            case StepField.ReportedCost: _reportedCost = Cost(ref body); break;
            case StepField.Error: _error = ErrorReader.Read(ref body); break;
            case StepField.ModelConfig or StepField.Attributes: Keep(ref body, field, JsonTokenType.StartObject, "an object"); break;
            case StepField.Tools: Keep(ref body, field, JsonTokenType.StartArray, "a list"); break;
            case StepField.Messages: Keep(ref body, field, PayloadShape.CheckMessages); break;
            case StepField.Events: Keep(ref body, field, PayloadShape.CheckEvents); break;
            default: _payload[(int)field] = body.Raw(); break;
        }
    }

    private readonly string? Text(ref BodyReader body, StepField field) => _texts.Read(ref body, field, MaxTextLength);

    private static string? NotEmpty(ref BodyReader body, string? text)
    {
        if (text is not { Length: 0 }) return text;
        body.Fail("is empty");
        return null;
    }

    private static StepId? Id(ref BodyReader body)
    {
        var faults = body.ErrorCount;
        var text = body.Text(int.MaxValue);
        if (text is null) return null;
        if (StepId.TryParse(text, out var id)) return id;
        if (body.ErrorCount == faults) body.Fail(RunRoute.IdRule);
        return null;
    }

    private static Usd? Cost(ref BodyReader body)
    {
        if (body.IsNull) return null;
        if (body.Token == JsonTokenType.String && body.Text(40) is { } text
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dollars)
            && Usd.TryFrom(dollars, out var usd)) return usd;
        body.Refuse("expected decimal USD as a string, such as \"0.0012\"");
        return null;
    }

    private static TokenUsage? Usage(ref BodyReader body)
    {
        if (!body.IsObject(orNull: true)) return null;
        var usage = default(TokenUsage);
        while (body.Read() && body.Token == JsonTokenType.PropertyName)
        {
            body.Path.Inner = body.ShownName();
            body.Read();
            usage = body.Path.Inner switch
            {
                "input" => usage with { Input = body.Count(MaxTokens) ?? 0 },
                "cache_read" => usage with { CacheRead = body.Count(MaxTokens) ?? 0 },
                "cache_write" => usage with { CacheWrite = body.Count(MaxTokens) ?? 0 },
                "output" => usage with { Output = body.Count(MaxTokens) ?? 0 },
                "reasoning" => usage with { Reasoning = body.Count(MaxTokens) ?? 0 },
                _ => Unknown(ref body, usage),
            };
            body.Path.Inner = null;
        }

        return usage;
    }

    private static TokenUsage Unknown(ref BodyReader body, TokenUsage usage)
    {
        body.Refuse("is not a key of usage; expected input, cache_read, cache_write, output, reasoning");
        return usage;
    }

    private readonly void Keep(ref BodyReader body, StepField field, JsonTokenType shape, string expected)
    {
        if (body.IsNull || body.Token == shape) _payload[(int)field] = body.Raw();
        else body.Refuse("expected " + expected);
    }

    private readonly void Keep(ref BodyReader body, StepField field, PayloadShape.Check check)
    {
        var faults = body.ErrorCount;
        var range = check(ref body);
        if (body.ErrorCount == faults) _payload[(int)field] = range;
    }

    private readonly StepDraft Draft(ref BodyReader body)
    {
        var start = payloads.Length;
        for (var i = 0; i < StepFields.Payload.Length; i++)
        {
            if (_payload[(int)StepFields.Payload[i]] is not { } range) continue;
            payloads.Append(payloads.Length == start ? "{"u8 : ","u8);
            payloads.Append(StepFields.PayloadKey(i));
            payloads.Append(body.Slice(range));
        }

        if (payloads.Length > start) payloads.Append("}"u8);
        var status = _status ?? StepStatus.Ok;
        var step = new Step
        {
            Id = _id!.Value,
            ParentId = _parent,
            Kind = _kind!.Value,
            Name = _name!,
            Status = status,
            StartedAt = _startedAt!.Value,
            EndedAt = _endedAt ?? (status == StepStatus.Running ? null : _startedAt),
            Service = _service,
            Agent = _agent,
            Env = _env,
            Model = _model ?? _requestModel,
            RequestModel = _requestModel,
            Provider = _provider,
            Tool = _tool,
            ToolCallId = _toolCallId,
            Usage = _usage,
            Error = _error,
            Provenance = Provenance,
        };
        return new StepDraft(step, _reportedCost, start..payloads.Length);
    }

    private void Reset()
    {
        Array.Clear(_payload);
        _seen = 0;
        (_id, _parent, _kind, _status, _startedAt, _endedAt) = (null, null, null, null, null, null);
        (_name, _service, _agent, _env, _model, _requestModel, _provider) = (null, null, null, null, null, null, null);
        (_tool, _toolCallId, _usage, _reportedCost, _error) = (null, null, null, null, null);
    }
}
